package org.relais.routing.cases.persistence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.relais.routing.cases.Words;
import tools.jackson.databind.json.JsonMapper;

/** Case documents as JSON. The mapper is our own, so that no setting of the web layer changes what is stored. */
final class CaseDocuments {

    private static final JsonMapper JSON =
            JsonMapper.builder().addMixIn(Words.class, AsText.class).build();

    private CaseDocuments() {}

    static String write(CaseDocument document) {
        return JSON.writeValueAsString(document);
    }

    static CaseDocument read(String json) {
        return JSON.readValue(json, CaseDocument.class);
    }

    private abstract static class AsText {
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        AsText(String text) {}

        @JsonValue
        abstract String text();
    }
}
