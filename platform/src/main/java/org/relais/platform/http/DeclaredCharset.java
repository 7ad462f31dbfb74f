package org.relais.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.Optional;

/** The encoding in which a body says that it is written. The container reads one that it doesn't know as if it were another. */
public final class DeclaredCharset {

    private DeclaredCharset() {}

    /** Name of the encoding that is declared and can't be read here; empty where there is nothing to object to. */
    public static Optional<String> unknown(HttpServletRequest request) {
        return Optional.ofNullable(request.getCharacterEncoding()).filter(name -> !isKnown(name));
    }

    private static boolean isKnown(String name) {
        try {
            return Charset.isSupported(name);
        } catch (IllegalCharsetNameException noName) {
            return false;
        }
    }
}
