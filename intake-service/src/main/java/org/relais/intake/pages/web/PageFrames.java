package org.relais.intake.pages.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.relais.intake.pages.PageDates;
import org.relais.intake.pages.PageSettings;
import org.relais.intake.territory.Contact;
import org.relais.intake.territory.Labels;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.UriComponentsBuilder;

/** Makes the frame of a page, whatever is known yet. */
@Component
class PageFrames {

    /** Names the territory in an address. */
    static final String TERRITORY = "territory";

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Map<String, String> NAMES = Map.of("fr", "Français", "en", "English");

    private final Territories territories;
    private final PageSettings settings;
    private final LocaleResolver locales;

    PageFrames(Territories territories, PageSettings settings, LocaleResolver localeResolver) {
        this.territories = territories;
        this.settings = settings;
        this.locales = localeResolver;
    }

    /**
     * The territory that a person means: the one these pages are for, the one that the address names, the one chosen before, or the
     * only one there is.
     */
    Territories.Selection selection(HttpServletRequest request) {
        Territories.Selection selection = withoutChoice();
        return selection instanceof Territories.Selection.Ambiguous
                ? Stream.of(named(request), Optional.ofNullable(PageCookies.value(request, PageCookies.TERRITORY)))
                        .flatMap(Optional::stream)
                        .filter(code -> territories.find(code).isPresent())
                        .findFirst()
                        .map(territories::select)
                        .orElse(selection)
                : selection;
    }

    /** The territory of what was written on a page that named it, whatever the browser has chosen since. */
    Territories.Selection selection(@Nullable String written, HttpServletRequest request) {
        return written == null || written.isBlank() ? selection(request) : territories.select(written);
    }

    /** The code by which an address has to name this territory; null where no other can be meant. */
    @Nullable
    String codeInAddresses(Territory territory) {
        return withoutChoice() instanceof Territories.Selection.Ambiguous ? territory.jurisdictionId() : null;
    }

    private Territories.Selection withoutChoice() {
        String own = settings.jurisdictionId();
        return territories.select(own == null || own.isBlank() ? null : own);
    }

    private static Optional<String> named(HttpServletRequest request) {
        return READING.contains(request.getMethod())
                ? Optional.ofNullable(PageLocale.parameter(TERRITORY, request))
                : Optional.empty();
    }

    PageFrame of(HttpServletRequest request) {
        Locale locale = locales.resolveLocale(request);
        Territory territory =
                selection(request) instanceof Territories.Selection.Selected(Territory selected) ? selected : null;
        return frame(request, locale.getLanguage(), territory);
    }

    PageDates dates(HttpServletRequest request) {
        ZoneId zone = selection(request) instanceof Territories.Selection.Selected(Territory selected)
                ? ZoneId.of(selected.timeZone())
                : ZoneId.of("UTC");
        return new PageDates(zone, locales.resolveLocale(request));
    }

    private PageFrame frame(HttpServletRequest request, String language, @Nullable Territory territory) {
        // Where the page failed that was asked for, the other languages' links lead home.
        String path = request.getDispatcherType() == DispatcherType.ERROR ? "/" : request.getRequestURI();
        String section = path.length() < 2 ? "" : path.substring(1).split("/", 2)[0];
        return new PageFrame(
                language,
                territory == null ? null : territory.name().in(language),
                territory == null ? null : territory.jurisdictionId(),
                territory == null || territory.emergencyNumber().isEmpty() ? null : territory.emergencyNumber(),
                territory == null ? null : office(territory, language),
                languages(path, request.getQueryString(), language),
                section,
                path,
                settings.tilesOrigin() == null ? null : settings.tiles(),
                settings.tilesCredit());
    }

    private static PageFrame.Office office(Territory territory, String language) {
        Contact contact = territory.contact();
        Labels hours = territory.texts().get("office.hours");
        return new PageFrame.Office(
                territory.contactName().in(language),
                contact.address(),
                contact.email(),
                contact.phone(),
                hours == null ? null : hours.in(language));
    }

    private static List<PageFrame.LanguageLink> languages(String path, @Nullable String query, String current) {
        return Languages.OWN.stream()
                .map(code -> new PageFrame.LanguageLink(
                        code, NAMES.getOrDefault(code, code), inLanguage(path, query, code), code.equals(current)))
                .toList();
    }

    /** The same address in another language. What can't be read as an address is left away rather than refused. */
    private static String inLanguage(String path, @Nullable String query, String code) {
        try {
            return UriComponentsBuilder.fromUriString(query == null ? path : path + "?" + query)
                    .replaceQueryParam(PageLocale.PARAMETER, code)
                    .build(true)
                    .toUriString();
        } catch (IllegalArgumentException notAnAddress) {
            return "/?" + PageLocale.PARAMETER + "=" + code;
        }
    }
}
