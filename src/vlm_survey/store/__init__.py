"""Read and write the files of the library. Only this package knows YAML and the folders."""

from vlm_survey.store.address import Address, read_address
from vlm_survey.store.entries import record_files, stray_files
from vlm_survey.store.files import read_text, write_bytes, write_output, write_text
from vlm_survey.store.folder import read_survey, read_taxonomy, write_exclusions
from vlm_survey.store.kinds import RECORD_KINDS, kind_at, kind_of, record_folders
from vlm_survey.store.misplaced import misplaced_records
from vlm_survey.store.record_text import record_data, record_text
from vlm_survey.store.records import delete_record, parse_record, read_record, record_path, rewrite_record, write_record
from vlm_survey.store.yaml_reader import read_yaml
from vlm_survey.store.yaml_writer import document_text

__all__ = [
    "RECORD_KINDS",
    "Address",
    "delete_record",
    "document_text",
    "kind_at",
    "kind_of",
    "misplaced_records",
    "parse_record",
    "read_address",
    "read_record",
    "read_survey",
    "read_taxonomy",
    "read_text",
    "read_yaml",
    "record_data",
    "record_files",
    "record_folders",
    "record_path",
    "record_text",
    "rewrite_record",
    "stray_files",
    "write_bytes",
    "write_exclusions",
    "write_output",
    "write_record",
    "write_text",
]
