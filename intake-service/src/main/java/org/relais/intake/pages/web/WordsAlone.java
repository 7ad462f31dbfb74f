package org.relais.intake.pages.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.fileupload.FileItemIterator;
import org.apache.tomcat.util.http.fileupload.FileItemStream;
import org.apache.tomcat.util.http.fileupload.FileUpload;
import org.apache.tomcat.util.http.fileupload.servlet.ServletRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * A form whose files are left unread, for they are too many or too much: what was written beside them stays. The body is read to the
 * first file only, so a form has its words before its files. Where no file was chosen nothing is left out.
 */
final class WordsAlone extends HttpServletRequestWrapper {

    /** As much as a form without files may hold. */
    private static final int MOST_BYTES = 1 << 20;

    private static final int MOST_FIELDS = 100;
    private static final String TOKEN = "_csrf";
    private static final String WHY = WordsAlone.class.getName();

    private final Map<String, String[]> words;

    private WordsAlone(HttpServletRequest request, Map<String, String[]> words) {
        super(request);
        this.words = words;
    }

    /**
     * Reads what stands before the files, of a form of which nothing is read yet.
     *
     * @param why key of the text that says why the files are left out
     * @return empty where this can't be read, or isn't enough to tell that a page of ours sent it
     */
    static Optional<HttpServletRequest> of(HttpServletRequest request, String why) {
        try {
            Fields fields = beforeTheFiles(request);
            Map<String, String[]> words = fields.words();
            if (!words.containsKey(TOKEN)) {
                return Optional.empty();
            }
            if (fields.leftOut()) {
                request.setAttribute(WHY, why);
            }
            return Optional.of(new WordsAlone(request, words));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Key of the text that says why a form's files were left out; empty where they weren't. */
    static Optional<String> why(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(WHY));
    }

    /** @param leftOut whether files follow */
    private record Fields(Map<String, String[]> words, boolean leftOut) {}

    private static Fields beforeTheFiles(HttpServletRequest request) throws IOException {
        Map<String, String[]> words = new LinkedHashMap<>();
        int left = MOST_BYTES;
        FileItemIterator fields = new FileUpload().getItemIterator(new ServletRequestContext(request));
        for (int read = 0; fields.hasNext(); read++) {
            FileItemStream field = fields.next();
            if (!field.isFormField()) {
                if (isChosen(field)) {
                    return new Fields(words, true);
                }
                continue;
            }
            byte[] value = read(field, left);
            left -= value.length;
            if (left < 0 || read == MOST_FIELDS) {
                throw new IOException("more words than a form has");
            }
            words.merge(field.getFieldName(), new String[] {new String(value, charset(request))}, WordsAlone::both);
        }
        return new Fields(words, false);
    }

    /** Browsers send a part without a name where no file was chosen. */
    private static boolean isChosen(FileItemStream file) {
        return file.getName() != null && !file.getName().isEmpty();
    }

    private static byte[] read(FileItemStream field, int most) throws IOException {
        try (InputStream value = field.openStream()) {
            return value.readNBytes(most + 1);
        }
    }

    private static Charset charset(HttpServletRequest request) {
        String declared = request.getCharacterEncoding();
        return declared == null ? StandardCharsets.UTF_8 : Charset.forName(declared);
    }

    private static String[] both(String[] before, String[] next) {
        String[] all = Arrays.copyOf(before, before.length + next.length);
        System.arraycopy(next, 0, all, before.length, next.length);
        return all;
    }

    @Override
    public @Nullable String getParameter(String name) {
        String[] values = words.get(name);
        return values == null ? null : values[0];
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        String[] values = words.get(name);
        return values == null ? null : values.clone();
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Collections.unmodifiableMap(words);
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.enumeration(words.keySet());
    }

    @Override
    public Collection<Part> getParts() {
        return List.of();
    }

    @Override
    public @Nullable Part getPart(String name) {
        return null;
    }
}
