package org.relais.routing.cases;

import java.util.List;

/** The requester's answer to one of the service's own questions. */
public record Answer(String code, List<String> values) {

    public Answer {
        values = List.copyOf(values);
    }

    @Override
    public String toString() {
        return "Answer[" + code + "]";
    }
}
