"""Arabic numbers in words, as patterns for what changes when they stand in a sentence."""

UNIT = "واحد|اثنان|ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة"
HERS = "إحدى|اثنتان|ثلاث|أربع|خمس|ست|سبع|ثمان|ثماني|تسع"
FEW = "ثلاثة|أربعة|خمسة|ستة|سبعة|ثمانية|تسعة|عشرة"
TENS = "(?:عشر|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)ون"
LARGE = "ألف|مليون|مليار|تريليون"
WORD = (
    rf"(?:{UNIT}|أحد|اثنا|اثنتا|{HERS}|عشر|{TENS}|(?:ثلاث|أربع|خمس|ست|سبع|ثمان|تسع)?مائة|(?:مئت|مائت)(?:ان|ا)"
    rf"|(?:{LARGE})(?:ان|ا\u064b?)?|آلاف|ملايين|مليارات|فاصلة|صفر)(?!\w)"
)
"""Any word of a number."""
HUNDREDTHS = "سنت|بنس"
"""Behind a sum they are counted by themselves, one cent or two; a hundred and one are no such sum."""
DUAL = ("مئتا", "ألفا", "مليونا", "مليارا")
"""num2words has them as they stand before a noun."""
