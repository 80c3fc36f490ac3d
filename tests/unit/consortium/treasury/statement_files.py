"""One statement, as banks write it: two payments of batch 12 went out, the second came back."""

CSV = """Account,Derbyshire Families Network
Date,Description,Amount,Balance
30/11/2026,BELPER YOUNG CARERS MH12-1,-36.25,"1,000.00"
30/11/2026,S ONEILL MH12-2,-9.90,990.10
02/12/2026,RETURNED UNPAID MH12-2,9.90,"1,000.00"
"""
CSV_TWO_SIDES = """Date,Narrative,Paid out,Paid in
2026-11-30,BELPER YOUNG CARERS MH12-1,£36.25,
2026-11-30,S ONEILL MH12-2,9.90,
2026-12-02,RETURNED UNPAID MH12-2,,9.90
"""
CAMT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt>
<Ntry><Amt Ccy="GBP">46.15</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
 <BookgDt><Dt>2026-11-30</Dt></BookgDt><NtryDtls>
 <TxDtls><Refs><AcctSvcrRef>B1</AcctSvcrRef><EndToEndId>MH12-1</EndToEndId></Refs>
  <Amt Ccy="GBP">36.25</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>
 <TxDtls><Refs><AcctSvcrRef>B2</AcctSvcrRef><EndToEndId>MH12-2</EndToEndId></Refs>
  <Amt Ccy="GBP">9.90</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="GBP">9.90</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>
 <BookgDt><Dt>2026-12-02</Dt></BookgDt><AcctSvcrRef>B3</AcctSvcrRef>
 <NtryDtls><TxDtls><Refs><EndToEndId>MH12-2</EndToEndId></Refs>
  <RmtInf><Ustrd>RETURNED</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
<Ntry><Amt Ccy="GBP">1.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>PDNG</Cd></Sts></Ntry>
</Stmt></BkToCstmrStmt></Document>
"""
OFX = """OFXHEADER:100
DATA:OFXSGML

<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>GBP<BANKTRANLIST>
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261130120000<TRNAMT>-36.25<FITID>B1<NAME>BELPER<MEMO>MH12-1
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20261130<TRNAMT>-9.90<FITID>B2<NAME>S O&apos;NEILL<MEMO>MH12-2
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20261202<TRNAMT>9.90<FITID>B3<NAME>RETURNED<MEMO>MH12-2
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>
"""
OFX_XML = """<?xml version="1.0"?><OFX><CURDEF>GBP</CURDEF><BANKTRANLIST>
<STMTTRN><DTPOSTED>20261130</DTPOSTED><TRNAMT>-36.25</TRNAMT><FITID>B1</FITID><MEMO>MH12-1</MEMO></STMTTRN>
<STMTTRN><DTPOSTED>20261130</DTPOSTED><TRNAMT>-9.90</TRNAMT><FITID>B2</FITID><MEMO>MH12-2</MEMO></STMTTRN>
<STMTTRN><DTPOSTED>20261202</DTPOSTED><TRNAMT>9.90</TRNAMT><FITID>B3</FITID><MEMO>MH12-2</MEMO></STMTTRN>
</BANKTRANLIST></OFX>
"""
