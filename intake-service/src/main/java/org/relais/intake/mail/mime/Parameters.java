package org.relais.intake.mail.mime;

import jakarta.mail.internet.ParameterList;
import jakarta.mail.internet.ParseException;
import java.util.Optional;

/** Parameters of a header, as far as they can be read. */
final class Parameters {

    private Parameters() {}

    static Optional<ParameterList> of(String header) {
        int semicolon = header.indexOf(';');
        if (semicolon < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ParameterList(header.substring(semicolon)));
        } catch (ParseException | RuntimeException broken) {
            return Optional.empty();
        }
    }
}
