"""National numbers kept out of the logs, whoever writes the line."""

import logging

from duaal.foundation.kernel.redaction import without_national_numbers

_PLAIN = logging.Formatter()


class WithoutNationalNumbers(logging.Filter):
    """Masks every group of eleven digits in message, traceback and stack; put it on every log handler.

    It drops no line. Addresses are covered where they are part of a message.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        try:
            message = record.getMessage()
        except (TypeError, ValueError):  # arguments that do not fit the message must not stop the program
            message = f"{record.msg} {record.args}"
        record.msg, record.args = without_national_numbers(message), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = _PLAIN.formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = without_national_numbers(record.exc_text)
        if record.stack_info:
            record.stack_info = without_national_numbers(record.stack_info)
        return True
