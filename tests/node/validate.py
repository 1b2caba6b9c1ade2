"""Which JSON texts are valid: one a line on standard input, `1` or `0` a line on standard output.

Called with a JSON Schema file and the name of one of its definitions.
"""

import json
import sys

from jsonschema import Draft202012Validator

path, definition = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    schema = json.load(file)
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator({"$ref": f"#/$defs/{definition}", "$defs": schema["$defs"]})
for line in sys.stdin:
    print(int(validator.is_valid(json.loads(line))))
