"""Represent messages as data: an id with values, and catalogues with the words of one language."""

from vlm_survey.messages.catalogue import Catalogue
from vlm_survey.messages.english import ENGLISH, say
from vlm_survey.messages.message import Message, join_messages

__all__ = ["ENGLISH", "Catalogue", "Message", "join_messages", "say"]
