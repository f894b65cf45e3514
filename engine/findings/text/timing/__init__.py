"""Times as they are written -> times as they are counted.

`time_forms` finds them by the forms of `length_forms` and `day_forms`, which are
written with `time_words`; `times` is what one says, `calendar` counts it from a clock.
"""
