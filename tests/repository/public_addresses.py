"""What anybody may see, and why: everything else asks a stranger to sign in."""

PUBLIC = {
    "": "the home page",
    "members/": "who belongs to which network; no contact and no figure",
    "budget/": "every pot to the penny",
    "budget.<slug:kind>": "the same for machines",
    "how/": "how a contract is shared out",
    "privacy/": "what is held about people",
    "accessibility/": "how the pages are made for everybody",
    "wrong/": "whom to tell",
    "vote/<str:token>/": "opens a ballot for whoever has its link, and nothing for anybody else",
    "vote/<str:token>/check/": "the same",
    "vote/<str:token>/done/": "the same",
    "sign-in/": "where signing in begins",
    "sign-in/code/": "where it ends; without a code asked for it leads back to the beginning",
    "sign-in/inactive/": "says that an address is closed, and nothing about it",
    "sign-out/": "leads home whoever was not signed in",
    "mail/": "the demonstration's post; not found anywhere else",
    "health/": "for whoever watches the product; names its parts only",
    "i18n/setlang/": "the choice of language",
}
