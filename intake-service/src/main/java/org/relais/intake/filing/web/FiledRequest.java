package org.relais.intake.filing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to a filing. */
@Schema(name = "FiledRequest")
record FiledRequest(
        @Schema(format = "uuid") String id,

        @Schema(description = "Code to follow the request by.", example = "K7QF-29MD")
        String trackingCode,

        @Schema(example = "submitted") String status,

        @Schema(description = "Secret that lets the person act on the request; send it as the header Edit-Token.")
        String editToken,

        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Schema(
                description = "Where the place lies outside the territory: who answers there, and how to reach them.",
                example = "This place lies outside Montrelais: please turn to Rivebois (https://rivebois.example/).")
        @Nullable
        String notice) {

    @Override
    public String toString() {
        return "FiledRequest[" + id + "]";
    }
}
