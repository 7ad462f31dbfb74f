package org.relais.intake.filing;

import java.util.List;

/** An answer to one of the service's questions; several values only for a multiple choice. */
public record Answer(String code, List<String> values) {

    public Answer {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return "Answer[" + code + "]";
    }
}
