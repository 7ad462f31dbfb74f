package org.relais.intake.attachment.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.relais.intake.attachment.StoreAttachment;
import org.relais.intake.attachment.Upload;
import org.relais.intake.attachment.UploadTooLarge;

/** A picture in a request: the field {@code file} of a form, or the body itself. */
record RequestUpload(HttpServletRequest request) implements Upload {

    private static final String FIELD = "file";

    @Override
    public InputStream open() throws IOException {
        if (!isForm()) {
            if (request.getContentLengthLong() > StoreAttachment.MOST_BYTES) {
                throw new UploadTooLarge();
            }
            return request.getInputStream();
        }
        try {
            Part part = request.getPart(FIELD);
            return part == null ? InputStream.nullInputStream() : part.getInputStream();
        } catch (IllegalStateException tooLarge) {
            throw new UploadTooLarge();
        } catch (ServletException notAForm) {
            return InputStream.nullInputStream();
        }
    }

    private boolean isForm() {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }
}
