package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.relais.intake.browsing.Browse;
import org.relais.intake.browsing.Filters;
import org.relais.intake.browsing.PublicRequests.Listed;
import org.relais.intake.pages.Page;
import org.relais.intake.territory.ServiceDefinition;
import org.relais.intake.territory.Territory;
import org.relais.intake.tracking.OpenState;
import org.relais.intake.tracking.PublicViews;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.util.UriComponentsBuilder;

/** What others have asked for: a list that anyone reads, the same on a map, and as a feed. */
@Page
@Hidden
class BrowseController {

    private static final String LIST = "/demandes";
    private static final String FEED = "/demandes.atom";
    private static final String MAP = "/demandes/carte";
    private static final String AREAS = "/demande/parts/areas";

    private static final int ON_A_PAGE = 20;
    private static final int ON_THE_MAP = 500;
    private static final int IN_THE_FEED = 50;

    private final Browse browse;
    private final PageFrames frames;
    private final String publicUrl;
    private final Clock clock;

    BrowseController(Browse browse, PageFrames frames, @Value("${relais.public-url}") String publicUrl, Clock clock) {
        this.browse = browse;
        this.frames = frames;
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    /** Something to choose in a filter. */
    record Choice(String code, String name) {}

    record Group(String name, List<Choice> services) {}

    /**
     * What the address says.
     *
     * @param territory its code, where there are several
     */
    record Asked(
            @Nullable String territory,
            @Nullable String service,
            @Nullable String zone,
            @Nullable String etat,
            @Nullable String q,
            @Nullable String apres) {

        private Asked in(@Nullable String code) {
            return new Asked(code, service, zone, etat, q, apres);
        }

        private Asked unfiltered() {
            return new Asked(territory, null, null, null, null, null);
        }

        private Filters filters() {
            return new Filters(service, zone, etat, q, apres);
        }

        /** The address of the same choice elsewhere. */
        private String at(String path, @Nullable String after) {
            UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
            Map<String, Object> values = new LinkedHashMap<>();
            add(PageFrames.TERRITORY, territory, address, values);
            add("service", service, address, values);
            add("zone", zone, address, values);
            add("etat", etat, address, values);
            add("q", q, address, values);
            add("apres", after, address, values);
            return address.encode().buildAndExpand(values).toUriString();
        }

        private static void add(
                String name, @Nullable String value, UriComponentsBuilder address, Map<String, Object> values) {
            if (value != null && !value.isBlank()) {
                address.queryParam(name, "{" + name + "}");
                values.put(name, value);
            }
        }
    }

    @GetMapping(LIST)
    String list(Asked said, Territory territory, Locale locale, Model model) {
        String language = locale.getLanguage();
        Asked asked = said.in(frames.codeInAddresses(territory));
        Filters filters = asked.filters();
        Browse.Page page = browse.page(filters, territory, language, clock.instant(), ON_A_PAGE);
        model.addAttribute("asked", asked);
        model.addAttribute("requests", page.items());
        model.addAttribute("next", page.nextCursor() == null ? null : asked.at(LIST, page.nextCursor()));
        model.addAttribute("first", filters.after() == null ? null : asked.at(LIST, null));
        model.addAttribute("feed", asked.at(FEED, null));
        model.addAttribute("places", asked.at(MAP, null));
        model.addAttribute("outline", asked.unfiltered().at(AREAS, null));
        model.addAttribute("unfiltered", asked.unfiltered().at(LIST, null));
        model.addAttribute("filtered", !asked.in(null).at(LIST, null).equals(LIST));
        model.addAttribute("groups", groups(territory, language));
        model.addAttribute("areas", areas(territory, language));
        model.addAttribute("centre", territory.latitude() + "," + territory.longitude());
        model.addAttribute("styles", List.of("/assets/vendor/leaflet-1.9.4/leaflet.css"));
        model.addAttribute("scripts", List.of("/assets/vendor/leaflet-1.9.4/leaflet.js", "/assets/requests-map.js"));
        return "browse/list";
    }

    /** The places of what the list shows, on all its pages. */
    @GetMapping(path = MAP, produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    ResponseEntity<List<Spot>> places(Asked asked, Territory territory, Locale locale) {
        String language = locale.getLanguage();
        List<Spot> spots = browse.places(asked.filters(), territory, clock.instant(), ON_THE_MAP).stream()
                .map(listed -> Spot.of(listed, territory, language))
                .toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(1)))
                .body(spots);
    }

    @GetMapping(path = FEED, produces = MediaType.APPLICATION_ATOM_XML_VALUE)
    @ResponseBody
    ResponseEntity<byte[]> feed(Asked said, Territory territory, Locale locale) {
        String language = locale.getLanguage();
        Asked asked = said.in(frames.codeInAddresses(territory));
        Browse.Page page = browse.page(asked.filters(), territory, language, clock.instant(), IN_THE_FEED);
        RequestFeed feed = new RequestFeed(publicUrl, territory, language);
        byte[] document = feed.document(
                asked.at(FEED, null), asked.at(LIST, null), title(asked, territory, language), page.items());
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/atom+xml;charset=UTF-8"))
                .cacheControl(CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic())
                .varyBy(HttpHeaders.ACCEPT_LANGUAGE, HttpHeaders.COOKIE)
                .body(document);
    }

    /** A request on the map. */
    record Spot(String code, String service, String state, double latitude, double longitude) {

        static Spot of(Listed listed, Territory territory, String language) {
            Double latitude = listed.latitude();
            Double longitude = listed.longitude();
            return new Spot(
                    listed.code().toString(),
                    name(listed.serviceCode(), territory, language),
                    OpenState.of(listed.status()).word(),
                    latitude == null ? 0 : latitude,
                    longitude == null ? 0 : longitude);
        }
    }

    /** The town, and what was chosen of its requests. */
    private static String title(Asked asked, Territory territory, String language) {
        StringBuilder title = new StringBuilder(territory.name().in(language));
        if (asked.service() != null && !asked.service().isBlank()) {
            title.append(" – ").append(name(asked.service(), territory, language));
        }
        areas(territory, language).stream()
                .filter(area -> area.code().equals(asked.zone()))
                .findFirst()
                .ifPresent(area -> title.append(" – ").append(area.name()));
        return title.toString();
    }

    private static String name(String service, Territory territory, String language) {
        return PublicViews.serviceName(service, territory, language);
    }

    private static List<Group> groups(Territory territory, String language) {
        Map<String, List<ServiceDefinition>> groups = new LinkedHashMap<>();
        for (ServiceDefinition service : territory.services().values()) {
            if (!service.isPrivate() && !service.emergency()) {
                groups.computeIfAbsent(service.group().in(language), first -> new ArrayList<>())
                        .add(service);
            }
        }
        return groups.entrySet().stream()
                .map(group -> new Group(
                        group.getKey(),
                        group.getValue().stream()
                                .map(service -> new Choice(
                                        service.code(), service.name().in(language)))
                                .sorted(Comparator.comparing(Choice::name))
                                .toList()))
                .toList();
    }

    private static List<Choice> areas(Territory territory, String language) {
        return territory.areas().stream()
                .map(area -> new Choice(area.id(), area.name().in(language)))
                .sorted(Comparator.comparing(Choice::name))
                .toList();
    }
}
