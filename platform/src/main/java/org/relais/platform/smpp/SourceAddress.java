package org.relais.platform.smpp;

import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;

/** What texts come from, as the protocol names its kinds. */
public record SourceAddress(TypeOfNumber type, NumberingPlanIndicator plan, String address) {

    /**
     * @param setting that the source stands in, for the error
     * @throws IllegalArgumentException if it is nothing that a text can come from
     */
    public static SourceAddress of(String source, String setting) {
        if (source.matches("\\+\\d{5,15}")) {
            return new SourceAddress(TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN, source.substring(1));
        }
        if (source.matches("\\d{3,15}")) {
            return new SourceAddress(TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.UNKNOWN, source);
        }
        if (source.matches("[A-Za-z0-9 ._-]{1,11}")) {
            return new SourceAddress(TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN, source);
        }
        throw new IllegalArgumentException(setting + ": a number, or up to eleven letters and digits");
    }
}
