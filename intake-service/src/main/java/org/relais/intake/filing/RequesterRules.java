package org.relais.intake.filing;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.Territory;
import org.relais.intake.validation.Characters;
import org.relais.intake.validation.Violations;
import org.relais.intake.vault.ContactDetails;

/** What contact details must look like, whoever gives them. */
public final class RequesterRules {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_EMAIL = 254;

    private static final Pattern EMAIL = Pattern.compile(
            "[^\\s@\"(),:;<>\\[\\]\\\\]{1,64}@(?:[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])?\\.)+"
                    + "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}-]{0,61}[\\p{L}\\p{N}])");

    private final PhoneBook phones;

    public RequesterRules(PhoneBook phones) {
        this.phones = phones;
    }

    /** The contact details as they will be kept; what is wrong goes to the violations. */
    public ContactDetails check(
            Requester requester, Territory territory, @Nullable String acceptLanguage, Violations violations) {
        return new ContactDetails(
                name(requester.name(), violations),
                email(requester.email(), violations),
                phone(requester.phone(), territory, violations),
                language(requester.language(), territory, acceptLanguage, violations),
                requester.reply());
    }

    private static @Nullable String name(@Nullable String name, Violations violations) {
        String stripped = stripped(name, "/requester/name", violations);
        if (stripped != null && stripped.length() > LONGEST_NAME) {
            violations.add("/requester/name", "text_too_long", Integer.toString(LONGEST_NAME));
        }
        return stripped;
    }

    private static @Nullable String email(@Nullable String email, Violations violations) {
        String stripped = stripped(email, "/requester/email", violations);
        if (stripped == null) {
            return null;
        }
        if (!violations.concern("/requester/email") && (stripped.length() > LONGEST_EMAIL || !isEmail(stripped))) {
            violations.add("/requester/email", "email_malformed");
        }
        return stripped;
    }

    private static boolean isEmail(String text) {
        return EMAIL.matcher(text).matches() && !text.startsWith(".") && !text.contains("..") && !text.contains(".@");
    }

    private @Nullable String phone(@Nullable String phone, Territory territory, Violations violations) {
        String stripped = stripped(phone, "/requester/phone", violations);
        if (stripped == null) {
            return null;
        }
        String international = phones.international(stripped, territory.phoneRegion());
        if (international == null && !violations.concern("/requester/phone")) {
            violations.add("/requester/phone", "phone_malformed", territory.phoneRegion());
        }
        return international;
    }

    private static String language(
            @Nullable String language, Territory territory, @Nullable String acceptLanguage, Violations violations) {
        if (language == null || language.isBlank()) {
            return Languages.choose(acceptLanguage, territory.languages());
        }
        if (!territory.languages().contains(language)) {
            violations.add("/requester/language", "language_unknown", String.join(", ", territory.languages()));
        }
        return language;
    }

    private static @Nullable String stripped(@Nullable String text, String pointer, Violations violations) {
        return text == null || text.isBlank() ? null : Characters.clean(text.strip(), pointer, violations);
    }

    /** Knows phone numbers. */
    @FunctionalInterface
    public interface PhoneBook {

        /** The number in international form, or null if it can't be one. */
        @Nullable
        String international(String written, String region);
    }
}
