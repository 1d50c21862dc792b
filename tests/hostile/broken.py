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
