package org.relais.intake.pages.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.relais.intake.attachment.Attachment;
import org.relais.intake.attachment.AttachmentRules;
import org.relais.intake.attachment.Attachments;
import org.relais.intake.attachment.StoreAttachment;
import org.relais.intake.attachment.StoreResult;
import org.relais.intake.limit.CallerName;
import org.relais.platform.security.Caller;
import org.springframework.stereotype.Component;

/** Pictures that come with a page's form: each is kept as it comes, so that what is wrong beside it costs nobody an upload. */
@Component
class PagePhotos {

    /** Name of the input, of any number of files. */
    static final String FILES = "photo";

    private static final long MEGABYTE = 1024 * 1024;
    private static final long MEGAPIXEL = 1_000_000;
    private static final int LONGEST_NAME = 60;

    private final StoreAttachment storeAttachment;
    private final Attachments attachments;
    private final Clock clock;

    PagePhotos(StoreAttachment storeAttachment, Attachments attachments, Clock clock) {
        this.storeAttachment = storeAttachment;
        this.attachments = attachments;
        this.clock = clock;
    }

    /** @param ids of those kept, those from before first */
    record Taken(List<String> ids, List<FormProblem> problems) {

        static final Taken NOTHING = new Taken(List.of(), List.of());
    }

    /**
     * Takes in what a form brings.
     *
     * @param before ids of pictures that earlier forms brought; those that were swept meanwhile are left out
     * @param field id of the input, for what is wrong
     */
    Taken take(List<String> before, String field, HttpServletRequest request) {
        List<String> ids = new ArrayList<>(still(before));
        List<FormProblem> problems = new ArrayList<>();
        WordsAlone.why(request).ifPresent(why -> problems.add(FormProblem.of(field, why)));
        try {
            for (Part file : files(request)) {
                if (ids.size() == AttachmentRules.MOST) {
                    problems.add(FormProblem.of(field, "wrong.photo.too_many", AttachmentRules.MOST));
                    break;
                }
                switch (store(file, request)) {
                    case StoreResult.Stored(Attachment picture) ->
                        ids.add(picture.id().toString());
                    case StoreResult refused -> problems.add(problem(refused, field, nameOf(file)));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return new Taken(ids, problems);
    }

    /** Those of these ids that are still kept. */
    List<String> still(List<String> ids) {
        return ids.stream()
                .filter(id -> idOf(id).flatMap(attachments::find).isPresent())
                .toList();
    }

    /** Drops a picture that no request has. */
    void discard(String id) {
        idOf(id).ifPresent(attachments::discard);
    }

    private StoreResult store(Part file, HttpServletRequest request) throws IOException {
        return storeAttachment.store(
                file::getInputStream, CallerName.of(Caller.ANONYMOUS, request.getRemoteAddr()), clock.instant());
    }

    /** An empty file is what a browser sends for an input that nobody filled in. */
    private static List<Part> files(HttpServletRequest request) throws IOException {
        String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return List.of();
        }
        try {
            return request.getParts().stream()
                    .filter(part -> part.getName().equals(FILES) && part.getSubmittedFileName() != null)
                    .filter(part -> part.getSize() > 0)
                    .toList();
        } catch (ServletException notAForm) {
            return List.of();
        }
    }

    private static FormProblem problem(StoreResult refused, String field, String name) {
        return switch (refused) {
            case StoreResult.Stored stored -> throw new IllegalArgumentException("nothing is wrong with it");
            case StoreResult.Empty empty -> FormProblem.of(field, "wrong.photo.damaged", name);
            case StoreResult.Damaged damaged -> FormProblem.of(field, "wrong.photo.damaged", name);
            case StoreResult.BrokenOff brokenOff -> FormProblem.of(field, "wrong.photo.broken_off", name);
            case StoreResult.TooLarge(long mostBytes) ->
                FormProblem.of(field, "wrong.photo.too_large", name, mostBytes / MEGABYTE);
            case StoreResult.TypeNotAccepted other -> FormProblem.of(field, "wrong.photo.not_a_picture", name);
            case StoreResult.TooManyPixels(long mostPixels) ->
                FormProblem.of(field, "wrong.photo.too_many_pixels", name, mostPixels / MEGAPIXEL);
            case StoreResult.TooManyUploads later -> FormProblem.of(field, "wrong.photo.later", name);
            case StoreResult.Busy later -> FormProblem.of(field, "wrong.photo.later", name);
        };
    }

    /** As the person knows it: without folders, and not endless. */
    private static String nameOf(Part file) {
        String name = file.getSubmittedFileName().replaceAll("^.*[/\\\\]|\\p{C}", "");
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    private static Optional<UUID> idOf(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
