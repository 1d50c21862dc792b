"""All classes of broken packs, by root cause."""

from collections.abc import Callable, Iterator

from hostile.bad_folders import file_names, links, special_files, unknown_files
from hostile.bad_syntax import (
    anchors_and_tags,
    block_nesting,
    bombs,
    broken_syntax,
    controls_in_text,
    documents,
    duplicate_keys,
    encodings,
    flow_nesting,
    megabytes,
    wrong_roots,
)
from hostile.bad_values import (
    bad_dates_and_addresses,
    broken_rules,
    dangling_references,
    floods,
    huge_numbers,
    missing_and_unknown_keys,
    number_forms,
    odd_types,
    odd_types_of_claims,
)
from hostile.making import Breaker
from hostile.products import products

CLASSES: tuple[Callable[[], Iterator[Breaker]], ...] = (
    bombs,
    anchors_and_tags,
    flow_nesting,
    block_nesting,
    encodings,
    duplicate_keys,
    huge_numbers,
    number_forms,
    odd_types,
    odd_types_of_claims,
    wrong_roots,
    documents,
    links,
    special_files,
    file_names,
    unknown_files,
    missing_and_unknown_keys,
    floods,
    megabytes,
    broken_syntax,
    controls_in_text,
    dangling_references,
    bad_dates_and_addresses,
    broken_rules,
    products,
)
"""The 25 classes of root causes."""

_NOT_YAML = "not YAML: "
_WRONG_VALUE = (
    "input should be|is not known; use one of|empty, and may not be|required, and missing|"
    "is not an id|no element|unknown key|no parameter|a sentence ends|give a number|not a|"
    "at least|write |needs one of|has a number"
)

SAYS: dict[str, str] = {
    "bombs": "anchors and aliases",
    "anchors_and_tags": "anchors and aliases|tags \\(!\\) are not used",
    "flow_nesting": "nested deeper than 32 levels|exceeded maximum nesting depth",
    "block_nesting": "nested deeper than 32 levels",
    "encodings": "not UTF-8 text",
    "duplicate_keys": "written twice",
    "huge_numbers": "a number has at most 16 characters",
    "number_forms": "a number is written as|write numbers as|give a number",
    "odd_types": _WRONG_VALUE,
    "odd_types_of_claims": _WRONG_VALUE,
    "wrong_roots": f"a spec file is a mapping|{_NOT_YAML}",
    "documents": f"holds one document|more than 8 lines begin with %|{_NOT_YAML}",
    "links": "a link: put the file itself here|^not a file of a pack: known are pack",
    "special_files": "not a regular file|No such device|a folder",
    "file_names": "the file's name is its id",
    "unknown_files": "not a file of a pack|the file's name is its id|not a folder of a pack",
    "missing_and_unknown_keys": f"unknown key|required, and missing|{_NOT_YAML}",
    "floods": "more than [0-9]+ (values|keys)|unknown key|written twice|required|input should be",
    "megabytes": f"larger than 8 MiB|more than [0-9]+ values|nested deeper|{_NOT_YAML}|"
    "a spec file is a mapping|anchors and aliases|tags|a number has at most|written twice|"
    "input should be|a plain word",
    "broken_syntax": _NOT_YAML,
    "controls_in_text": "a control character stands in the text",
    "dangling_references": "no element|no parameter|no source|families|family",
    "bad_dates_and_addresses": "not a date|not a day|has no such|address",
    "broken_rules": "launching stations|number of launchers|given: a battery has|"
    "given: a page draws|no element|is a |is not known|required, and missing|"
    "input should be",
    "products": "repeat more than [0-9]+ rows|more than 8 (disagreements|wholes)|at most [0-9]+ |"
    "no (element|claim) '|more than 100000 values",
}
"""What a refusal says, class by class: another fault met first would prove nothing of it."""
