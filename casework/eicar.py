"""The harmless signature by which every virus scanner proves that it works.

Put together here, so that no scanner takes this source file for the test file.
"""

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}" + b"$EICAR-STANDARD-ANTIVIRUS-" + b"TEST-FILE!"
