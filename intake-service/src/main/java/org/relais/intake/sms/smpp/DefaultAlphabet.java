package org.relais.intake.sms.smpp;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.relais.platform.smpp.EncodedText;

/** What text centers mean by their default alphabet: most of them the phones' own. */
enum DefaultAlphabet {
    GSM,
    LATIN1;

    Charset charset() {
        return this == GSM ? EncodedText.GSM : StandardCharsets.ISO_8859_1;
    }
}
