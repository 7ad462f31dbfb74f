package org.relais.intake.filing.web;

import io.swagger.v3.oas.annotations.media.Schema;

/** The answer to a filing. */
@Schema(name = "FiledRequest")
record FiledRequest(
        @Schema(format = "uuid") String id,

        @Schema(description = "Code to follow the request by.", example = "K7QF-29MD")
        String trackingCode,

        @Schema(example = "submitted") String status,

        @Schema(description = "Secret that lets the person act on the request; send it as the header Edit-Token.")
        String editToken) {

    @Override
    public String toString() {
        return "FiledRequest[" + id + "]";
    }
}
