package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.relais.intake.pages.Address;
import org.relais.intake.pages.Draft;
import org.relais.intake.pages.Gazetteer;
import org.relais.intake.pages.Page;
import org.relais.intake.territory.Area;
import org.relais.intake.territory.Territory;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/**
 * Parts of pages that scripts ask for while a person types or points: nothing that a page without scripts lacks. What they type or
 * point at comes in the body, so that it stands in no address, and so in no log of addresses.
 */
@Page
@Hidden
@RequestMapping("/demande/parts")
class PagePartsController {

    static final String PARTS = "/demande/parts/**";

    /** Letters after which finding nothing is worth a word. */
    private static final int LONG_ENOUGH = 4;

    private final StepPages pages;
    private final StepForms forms;
    private final Gazetteer gazetteer;

    PagePartsController(StepPages pages, StepForms forms, Gazetteer gazetteer) {
        this.pages = pages;
        this.forms = forms;
        this.gazetteer = gazetteer;
    }

    @PostMapping("/services")
    String services(
            @RequestParam(name = "q", defaultValue = "") String words,
            @RequestParam(name = Draft.SERVICE, defaultValue = "") String chosen,
            Territory territory,
            Locale locale,
            Model model) {
        pages.suggest(words, territory, locale.getLanguage(), model);
        model.addAttribute("words", words);
        model.addAttribute("chosen", chosen);
        return "fragments/filing :: suggestions";
    }

    @PostMapping("/addresses")
    String addresses(
            @RequestParam(name = Draft.ADDRESS, defaultValue = "") String typed, Territory territory, Model model) {
        boolean exact = gazetteer.named(typed, territory.extent()).isPresent();
        List<Address> found = exact ? List.of() : forms.candidates(typed, territory);
        model.addAttribute("found", found);
        model.addAttribute("nothing", !exact && found.isEmpty() && typed.strip().length() >= LONG_ENOUGH);
        return "fragments/filing :: found";
    }

    /** The address at a place on the map; empty where none is near. */
    @PostMapping("/address")
    @ResponseBody
    Map<String, String> address(@RequestParam double latitude, @RequestParam double longitude) {
        return gazetteer
                .near(latitude, longitude)
                .map(address -> Map.of("address", address.label()))
                .orElse(Map.of());
    }

    /** The territory's outline for the map. */
    @GetMapping("/areas")
    @ResponseBody
    ResponseEntity<Map<String, Object>> areas(Territory territory, Locale locale) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)))
                .body(Map.of(
                        "type",
                        "FeatureCollection",
                        "features",
                        territory.areas().stream()
                                .map(area -> feature(area, locale.getLanguage()))
                                .toList()));
    }

    private static Map<String, Object> feature(Area area, String language) {
        Map<String, Object> feature = new LinkedHashMap<>();
        feature.put("type", "Feature");
        feature.put("properties", Map.of("id", area.id(), "name", area.name().in(language)));
        feature.put(
                "geometry",
                Map.of(
                        "type",
                        "MultiPolygon",
                        "coordinates",
                        area.polygons().stream()
                                .map(polygon -> polygon.rings().stream()
                                        .map(ring -> ring.stream()
                                                .map(position -> List.of(position.longitude(), position.latitude()))
                                                .toList())
                                        .toList())
                                .toList()));
        return feature;
    }
}
