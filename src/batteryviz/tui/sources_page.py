"""Sources: every publication on the left, what rests on it on the right."""

from collections.abc import Sequence

from batteryviz.tui.choice_list import Choice
from batteryviz.tui.list_page import ListPage
from batteryviz.views.document import Table
from batteryviz.views.wording import year_in


class SourcesPage(ListPage):
    """A list of sources and the claims that rest on the highlighted one."""

    TITLE = "Sources"

    def choices(self) -> Sequence[Choice]:
        """Return the sources by publisher and year, with the number of claims on each."""
        document = self.library.page("sources")
        table = next(block for block in document.blocks if isinstance(block, Table))
        claims = {row.key: row.cells[-1].text for row in table.rows}
        found = []
        for source in document.data if isinstance(document.data, list) else ():
            if isinstance(source, dict):
                year = year_in(str(source["published"] or ""))
                line = f"{source['publisher']}, {year}: {source['title']}"
                found.append((line.casefold(), str(source["id"]), line))
        return [
            Choice(f"source:{name}", line, claims.get(name, "")) for _, name, line in sorted(found)
        ]
