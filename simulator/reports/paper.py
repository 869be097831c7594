"""A report as PDF: the page, laid out for paper. The one door to WeasyPrint, and an extra: `pip install 'rightparty[pdf]'`.

Owns asking for the extra. The page is `page.py`'s; nothing is ever fetched for it, from this machine or another.
"""

from __future__ import annotations

from scenarios.problems import RightpartyError
from simulator.reports.document import Document
from simulator.reports.page import write_page


def write_paper(document: Document) -> bytes:
    """The report as PDF. Raises RightpartyError where the extra, or the Pango library that it draws with, is not installed."""
    try:
        from weasyprint import HTML, URLFetcher
    except ImportError:
        raise RightpartyError(
            "PDF needs the extra 'pdf'.", "pip install 'rightparty[pdf]', or --format html and print it from a browser."
        ) from None
    except OSError as error:  # WeasyPrint is there, but the system's libraries are not
        raise RightpartyError(
            f"PDF needs the Pango library: {error}.", "On Debian: apt install libpango-1.0-0 libpangoft2-1.0-0."
        ) from None
    return bytes(HTML(string=write_page(document), url_fetcher=URLFetcher(allowed_protocols=())).write_pdf())
