package org.relais.platform.masking;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/** Phone numbers as people write them. */
public final class PhoneNumbers {

    private static final int LONGEST = 50;

    private final PhoneNumberUtil phones = PhoneNumberUtil.getInstance();

    /** The number in international form (E.164); empty if it can't be one in this region or, with a country code, anywhere. */
    public Optional<String> international(String written, String region) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            PhoneNumber number = phones.parse(written, region);
            return phones.isValidNumber(number)
                    ? Optional.of(phones.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
