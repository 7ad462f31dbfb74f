package org.relais.intake.attachment.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.relais.intake.attachment.Attachment;
import org.relais.intake.attachment.AttachmentStore;
import org.relais.intake.attachment.Attachments;
import org.relais.intake.attachment.StoreAttachment;
import org.relais.intake.attachment.StoreResult;
import org.relais.intake.limit.CallerName;
import org.relais.platform.problem.Problems;
import org.relais.platform.security.Caller;
import org.relais.platform.security.Roles;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

@RestController
@Tag(name = "Attachments", description = "Pictures, sent before the request that names them.")
class AttachmentController {

    static final String PATH = "/api/v1/attachments";

    private static final long MEGABYTE = 1024 * 1024;
    private static final long MEGAPIXEL = 1_000_000;

    /** An id is never given to other bytes. Private, since a shared cache would keep what a person has erased. */
    private static final String FOR_A_YEAR = "private, max-age=31536000, immutable";

    private final StoreAttachment storeAttachment;
    private final Attachments attachments;
    private final AttachmentStore store;
    private final Problems problems;
    private final Clock clock;

    AttachmentController(
            StoreAttachment storeAttachment,
            Attachments attachments,
            AttachmentStore store,
            Problems problems,
            Clock clock) {
        this.storeAttachment = storeAttachment;
        this.attachments = attachments;
        this.store = store;
        this.problems = problems;
        this.clock = clock;
    }

    @Operation(
            summary = "Send a picture",
            description = "JPEG, PNG, GIF or lossy WebP, up to 10 MB, as the multipart field `file` or as the body"
                    + " itself. It is kept upright, without metadata, at most 2048 pixels long. What no request names"
                    + " within a day is deleted.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                        schema = @Schema(implementation = FilePart.class)),
                                @Content(mediaType = "image/*", schema = @Schema(type = "string", format = "binary"))
                            }))
    @ApiResponse(
            responseCode = "201",
            description = "Kept.",
            content = @Content(schema = @Schema(implementation = AttachmentView.class)))
    @ApiResponse(responseCode = "400", description = "Nothing was sent, or a damaged picture.")
    @ApiResponse(responseCode = "413", description = "More than 10 MB, or too many pixels.")
    @ApiResponse(responseCode = "415", description = "By its bytes it is no picture of an accepted kind.")
    @ApiResponse(responseCode = "429", description = "Too many uploads; see Retry-After.")
    @ApiResponse(responseCode = "503", description = "Too busy now; see Retry-After.")
    @PostMapping(path = PATH, produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> upload(
            @Parameter(hidden = true) HttpServletRequest request, @Parameter(hidden = true) Caller caller)
            throws IOException {
        StoreResult result = storeAttachment.store(
                new RequestUpload(request), CallerName.of(caller, request.getRemoteAddr()), clock.instant());
        return switch (result) {
            case StoreResult.Stored(Attachment attachment) ->
                ResponseEntity.created(URI.create(PATH + "/" + attachment.id()))
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(AttachmentView.of(attachment));
            case StoreResult.Empty empty ->
                problems.problem(HttpStatus.BAD_REQUEST, "invalid_request")
                        .error("/file", "required")
                        .response();
            case StoreResult.BrokenOff brokenOff ->
                problems.problem(HttpStatus.BAD_REQUEST, "attachment_broken_off")
                        .response();
            case StoreResult.TooLarge(long mostBytes) ->
                problems.problem(HttpStatus.CONTENT_TOO_LARGE, "attachment_too_large", mostBytes / MEGABYTE)
                        .response();
            case StoreResult.TypeNotAccepted refused ->
                problems.problem(
                                HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                                "attachment_type_not_accepted",
                                String.join(", ", refused.accepted()))
                        .response();
            case StoreResult.TooManyPixels(long mostPixels) ->
                problems.problem(HttpStatus.CONTENT_TOO_LARGE, "attachment_too_many_pixels", mostPixels / MEGAPIXEL)
                        .response();
            case StoreResult.Damaged damaged ->
                problems.problem(HttpStatus.BAD_REQUEST, "attachment_damaged").response();
            case StoreResult.TooManyUploads refused ->
                problems.problem(HttpStatus.TOO_MANY_REQUESTS, "too_many_requests")
                        .retryAfter(refused.retryAfter().plusSeconds(1))
                        .response();
            case StoreResult.Busy busy ->
                problems.problem(HttpStatus.SERVICE_UNAVAILABLE, "service_unavailable")
                        .retryAfter(busy.retryAfter())
                        .response();
        };
    }

    @Operation(summary = "A picture")
    @ApiResponse(responseCode = "200", description = "The picture.", content = @Content(mediaType = "image/*"))
    @ApiResponse(responseCode = "404", description = "There is none, or it was erased.")
    @GetMapping(PATH + "/{id}")
    @Nullable
    ResponseEntity<?> picture(
            @PathVariable String id,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) ServletWebRequest request)
            throws IOException {
        return serve(id, caller, request, Attachment::picture, "");
    }

    @Operation(summary = "A picture, small", description = "At most 480 pixels long.")
    @ApiResponse(responseCode = "200", description = "The picture.", content = @Content(mediaType = "image/*"))
    @ApiResponse(responseCode = "404", description = "There is none, or it was erased.")
    @GetMapping(PATH + "/{id}/thumbnail")
    @Nullable
    ResponseEntity<?> thumbnail(
            @PathVariable String id,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) ServletWebRequest request)
            throws IOException {
        return serve(id, caller, request, Attachment::thumbnail, "-small");
    }

    /** Those who answer requests and look after them; what a partner or an Open311 client may open is what everyone may. */
    private boolean mayOpenHidden(UUID id, Caller caller) {
        return caller.has(Roles.DEPARTMENT)
                || caller.has(Roles.SERVICE)
                || caller.oversees()
                        && attachments
                                .jurisdiction(id)
                                .filter(territory -> caller.oversees(territory))
                                .isPresent();
    }

    private @Nullable ResponseEntity<?> serve(
            String id,
            Caller caller,
            ServletWebRequest request,
            Function<Attachment, Attachment.Content> choice,
            String suffix)
            throws IOException {
        Attachment attachment = idOf(id).flatMap(
                        known -> mayOpenHidden(known, caller) ? attachments.find(known) : attachments.findPublic(known))
                .orElse(null);
        if (attachment == null) {
            return unknown();
        }
        Attachment.Content content = choice.apply(attachment);
        if (request.checkNotModified("\"" + content.digest() + "\"")) {
            return null;
        }
        InputStream bytes = store.open(content.digest()).orElse(null);
        if (bytes == null) {
            return unknown();
        }
        MediaType type = MediaType.parseMediaType(content.contentType());
        return ResponseEntity.ok()
                .contentType(type)
                .contentLength(content.bytes())
                .header(HttpHeaders.CACHE_CONTROL, FOR_A_YEAR)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline()
                                .filename(id + suffix + "." + type.getSubtype())
                                .build()
                                .toString())
                .body(new InputStreamResource(bytes));
    }

    private static Optional<UUID> idOf(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    private ResponseEntity<?> unknown() {
        return problems.problem(HttpStatus.NOT_FOUND, "attachment_unknown").response();
    }

    /** The multipart form, for the API description. */
    @Schema(name = "AttachmentForm")
    record FilePart(
            @Schema(type = "string", format = "binary") String file) {}
}
