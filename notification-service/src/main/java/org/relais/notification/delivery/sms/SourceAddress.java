package org.relais.notification.delivery.sms;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/** What texts come from, as the protocol names its kinds. */
record SourceAddress(TypeOfNumber type, NumberingPlanIndicator plan, String address) {

    static SourceAddress of(String source) {
        if (source.matches("\\+\\d{5,15}")) {
            return new SourceAddress(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, source.substring(1));
        }
        if (source.matches("\\d{3,15}")) {
            return new SourceAddress(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.UNKNOWN, source);
        }
        if (source.matches("[A-Za-z0-9 ._-]{1,11}")) {
            return new SourceAddress(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, source);
        }
        throw new IllegalArgumentException(
                "relais.notification.sms.smpp.source: a number, or up to eleven letters and digits");
    }
}
