"""The page in sight as a file, in any format that fits it."""

from io import BytesIO
from pathlib import Path

from batteryviz.tui.copying import Copying, document_in_sight
from batteryviz.tui.memory import Memory
from batteryviz.views.document import Document


class Exporting(Copying):
    """An app whose pages can be written to files, with their sources."""

    memory: Memory

    def action_export(self) -> None:
        """Offer the formats that fit the page, the last one used first."""
        from batteryviz.export.formats import fitting

        document = document_in_sight(self.screen) or self.page.current_document()
        if document is None:
            return
        formats = sorted(fitting([document]), key=lambda known: known.name != self.memory.form)
        choices = [
            (
                known.name,
                known.title
                if known.is_installed
                else f'{known.title} (needs: pip install "batteryviz[{known.name}]")',
            )
            for known in formats
        ]
        self.ask_for_choice(
            f"Write “{document.title}” as",
            choices,
            lambda name: self._export(document, name),
        )

    def _export(self, document: Document, name: str, *, replace: bool = False) -> None:
        from batteryviz.export.edition import BadDateError, Edition
        from batteryviz.export.formats import MissingExtraError, named
        from batteryviz.safety.files import write_atomically

        chosen = named(name)
        try:
            edition = Edition([document], self.library.catalog)
            file_name = f"{edition.stem}.{chosen.suffix}"
            data = chosen.write(edition)
            if self.is_web:
                # This computer is the server's: the reader's own is behind the browser.
                self.deliver_binary(
                    BytesIO(data),
                    save_directory=Path(),
                    save_filename=file_name,
                    mime_type=chosen.media_type,
                )
                self.memory.form = name
                self.say(f"handed {file_name} to the browser")
                return
            path = Path.cwd() / file_name
            write_atomically(path, data, replace=replace)
        except FileExistsError:
            self.ask_yes_or_no(
                "This file exists. Replace it?",
                str(path),
                lambda: self._export(document, name, replace=True),
            )
        except (MissingExtraError, BadDateError) as error:
            self.say(str(error))
        except OSError as error:
            self.say(f"not written: {error.strerror or error}")
        except Exception as error:  # noqa: BLE001 - what cannot be exported ends no session
            self.say(f"not written: {chosen.name} cannot show this ({type(error).__name__})")
        else:
            self.memory.form = name
            self.say(f"wrote {path}")
