package org.relais.intake.open311.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.relais.intake.attachment.Attachment;
import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.attachment.StoreAttachment;
import org.relais.intake.attachment.StoreResult;
import org.relais.intake.validation.Violation;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Pictures in a multipart form, whatever the client calls them. */
@Component
class Media {

    private static final long MEGABYTE = 1024 * 1024;
    private static final long MEGAPIXEL = 1_000_000;

    private final StoreAttachment storeAttachment;
    private final Answers answers;
    private final Clock clock;

    Media(StoreAttachment storeAttachment, Answers answers, Clock clock) {
        this.storeAttachment = storeAttachment;
        this.answers = answers;
        this.clock = clock;
    }

    /** Takes the pictures in, or answers why not. */
    ResponseEntity<byte[]> with(
            HttpServletRequest request, String caller, Function<List<Attachment>, ResponseEntity<byte[]>> action) {
        try {
            List<Part> files = files(request);
            if (files.size() > AttachmentRules.MOST) {
                String most = Integer.toString(AttachmentRules.MOST);
                return answers.error(new Violation("/attachments", "too_many_attachments", List.of(most)), request);
            }
            List<Attachment> pictures = new ArrayList<>();
            for (Part file : files) {
                StoreResult result = storeAttachment.store(file::getInputStream, "open311 " + caller, clock.instant());
                if (!(result instanceof StoreResult.Stored(Attachment picture))) {
                    return refusal(result, request);
                }
                pictures.add(picture);
            }
            return action.apply(pictures);
        } catch (IOException brokenOff) {
            throw new UncheckedIOException(brokenOff);
        }
    }

    /** Whether it is a form of the kind that holds files. */
    static boolean mayBeIn(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    /** An empty file is what a browser sends for a field that nobody filled in. */
    private static List<Part> files(HttpServletRequest request) throws IOException {
        if (!mayBeIn(request)) {
            return List.of();
        }
        try {
            Collection<Part> parts = request.getParts();
            return parts.stream()
                    .filter(part -> part.getSubmittedFileName() != null && part.getSize() > 0)
                    .toList();
        } catch (ServletException notAForm) {
            return List.of();
        }
    }

    private ResponseEntity<byte[]> refusal(StoreResult result, HttpServletRequest request) {
        return switch (result) {
            case StoreResult.Stored stored -> throw new IllegalArgumentException("nothing is wrong with it");
            case StoreResult.Empty empty -> answers.problem(HttpStatus.BAD_REQUEST, "attachment_damaged", request);
            case StoreResult.BrokenOff brokenOff ->
                answers.problem(HttpStatus.BAD_REQUEST, "attachment_broken_off", request);
            case StoreResult.Damaged damaged -> answers.problem(HttpStatus.BAD_REQUEST, "attachment_damaged", request);
            case StoreResult.TooLarge(long mostBytes) ->
                answers.problem(HttpStatus.BAD_REQUEST, "attachment_too_large", request, mostBytes / MEGABYTE);
            case StoreResult.TypeNotAccepted refused ->
                answers.problem(
                        HttpStatus.BAD_REQUEST,
                        "attachment_type_not_accepted",
                        request,
                        String.join(", ", refused.accepted()));
            case StoreResult.TooManyPixels(long mostPixels) ->
                answers.problem(HttpStatus.BAD_REQUEST, "attachment_too_many_pixels", request, mostPixels / MEGAPIXEL);
            case StoreResult.TooManyUploads refused ->
                answers.later(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too_many_requests",
                        refused.retryAfter().plusSeconds(1),
                        request);
            case StoreResult.Busy busy ->
                answers.later(HttpStatus.SERVICE_UNAVAILABLE, "service_unavailable", busy.retryAfter(), request);
        };
    }
}
