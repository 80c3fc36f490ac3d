"""What can be wrong with a key share, a key or a paper: codes with parameters, which pages make sentences."""


class SealingError(ValueError):
    """A share, key or paper cannot be used; `code` says why and `params` where."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{name}={value}" for name, value in self.params.items())])
