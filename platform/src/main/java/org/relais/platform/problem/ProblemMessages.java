package org.relais.platform.problem;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The texts of problems, gathered from every {@code messages/problem*.properties} on the class path. */
final class ProblemMessages {

    private static final Pattern LANGUAGE_AND_EXTENSION = Pattern.compile("(_[a-z]{2})?\\.properties$");

    private final MessageSource messages;

    ProblemMessages(MessageSource messages) {
        this.messages = messages;
    }

    static MessageSource fromClassPath() {
        var source = new ResourceBundleMessageSource();
        source.setBasenames(basenames());
        source.setDefaultEncoding(StandardCharsets.UTF_8.name());
        source.setFallbackToSystemLocale(false);
        source.setAlwaysUseMessageFormat(true);
        return source;
    }

    String title(String code, int status, Locale locale) {
        var own = find("problem." + code + ".title", locale);
        if (own != null) {
            return own;
        }
        var ofStatus = find("problem." + ProblemCodes.ofStatus(status) + ".title", locale);
        return ofStatus != null ? ofStatus : code;
    }

    @Nullable
    String detail(String code, Locale locale, Object... args) {
        return find("problem." + code + ".detail", locale, args);
    }

    String field(String code, @Nullable String otherwise, Locale locale, @Nullable Object... args) {
        var own = find("field." + code, locale, args);
        if (own != null) {
            return own;
        }
        return otherwise != null ? otherwise : code;
    }

    private @Nullable String find(String key, Locale locale, @Nullable Object... args) {
        return messages.getMessage(key, args, null, locale);
    }

    private static String[] basenames() {
        try {
            return Arrays.stream(new PathMatchingResourcePatternResolver(ProblemMessages.class.getClassLoader())
                            .getResources("classpath*:messages/problem*.properties"))
                    .map(Resource::getFilename)
                    .map(name ->
                            "messages/" + LANGUAGE_AND_EXTENSION.matcher(name).replaceFirst(""))
                    .distinct()
                    .sorted()
                    .toArray(String[]::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
