"""``python -m batteryviz``."""

import sys

from batteryviz.cli.main import main

sys.exit(main())
