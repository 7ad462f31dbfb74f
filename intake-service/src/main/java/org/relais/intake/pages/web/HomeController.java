package org.relais.intake.pages.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import org.relais.intake.pages.Page;
import org.relais.intake.territory.Labels;
import org.relais.intake.territory.Territories;
import org.relais.intake.territory.Territory;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The first page: file, follow, see what others reported. */
@Page
@Hidden
class HomeController {

    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final Territories territories;

    HomeController(Territories territories) {
        this.territories = territories;
    }

    @GetMapping("/")
    String home(Territory territory, Locale locale, Model model) {
        String language = locale.getLanguage();
        model.addAttribute("welcome", text(territory, "welcome.title", language));
        model.addAttribute("introduction", text(territory, "welcome.text", language));
        model.addAttribute("privacy", text(territory, "privacy.text", language));
        return "home";
    }

    /** As the form of the page sent it before there was a page to follow on. */
    @GetMapping(path = "/", params = "code")
    String follow(@RequestParam String code) {
        return UriComponentsBuilder.fromPath("redirect:/suivi")
                .queryParam("code", "{code}")
                .buildAndExpand(code)
                .encode()
                .toUriString();
    }

    /** One of several territories, chosen by its link. */
    @GetMapping(path = "/", params = "territory")
    String choose(@RequestParam String territory, HttpServletRequest request, HttpServletResponse response) {
        territories
                .find(territory)
                .ifPresent(found -> PageCookies.set(
                        request, response, PageCookies.TERRITORY, found.jurisdictionId(), "/", REMEMBERED));
        return "redirect:/";
    }

    private static String text(Territory territory, String key, String language) {
        return territory.texts().getOrDefault(key, Labels.NONE).in(language);
    }
}
