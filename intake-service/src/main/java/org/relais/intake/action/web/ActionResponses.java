package org.relais.intake.action.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.relais.intake.tracking.PublicView;

/** What every action that needs the edit token answers. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Parameter(
        in = ParameterIn.HEADER,
        name = "Edit-Token",
        required = true,
        description =
                "The token that came with the filing; to confirm, contest or erase, the one that came with joining"
                        + " too.",
        schema = @Schema(type = "string"))
@ApiResponse(
        responseCode = "202",
        description = "Taken note of: the public view as it is now.",
        content = @Content(schema = @Schema(implementation = PublicView.class)))
@ApiResponse(responseCode = "400", description = "Something is wrong with the body; every error is named.")
@ApiResponse(responseCode = "401", description = "The edit token is missing.")
@ApiResponse(
        responseCode = "403",
        description = "The edit token is another request's, or of somebody who joined and may not do this.")
@ApiResponse(responseCode = "404", description = "No request has this code.")
@ApiResponse(responseCode = "409", description = "Impossible as the request stands; the code says why.")
@ApiResponse(
        responseCode = "429",
        description = "Too much in a short time from one address or one client; see Retry-After.")
@interface ActionResponses {}
