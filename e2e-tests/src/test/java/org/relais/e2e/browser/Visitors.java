package org.relais.e2e.browser;

import com.microsoft.playwright.Browser;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** People who come to the pages during one test, each with a browser profile of their own. */
public final class Visitors {

    private static final int PHONE = 360;
    private static final int PHONE_HEIGHT = 740;
    private static final int DESK = 1280;
    private static final int DESK_HEIGHT = 900;

    private final Browser browser;
    private final String axe;
    private final List<Visitor> visitors = new ArrayList<>();

    Visitors(Browser browser, String axe) {
        this.browser = browser;
        this.axe = axe;
    }

    /** At a telephone, 360 pixels wide. */
    public Visitor atAPhone(String language) {
        return comes(language, PHONE, PHONE_HEIGHT, true);
    }

    /** At a desk, with a keyboard. */
    public Visitor atADesk(String language) {
        return comes(language, DESK, DESK_HEIGHT, true);
    }

    public Visitor atAPhoneWithoutScripts(String language) {
        return comes(language, PHONE, PHONE_HEIGHT, false);
    }

    /** On the narrowest screen that must do: 320 pixels, or 1280 magnified four times. */
    public Visitor onTheNarrowestScreen(String language) {
        return comes(language, 320, 640, true);
    }

    /** @param failed name of the test, if it failed: then each screen is kept */
    void leave(@Nullable String failed) {
        for (Visitor visitor : visitors) {
            if (failed != null) {
                visitor.keepsAPicture(
                        "failed-" + failed.replaceAll("[^A-Za-z0-9]+", "-") + "-" + visitors.indexOf(visitor));
            }
            visitor.close();
        }
        visitors.clear();
    }

    private Visitor comes(String language, int width, int height, boolean scripts) {
        Visitor visitor = new Visitor(
                browser.newContext(new Browser.NewContextOptions()
                        .setLocale(language.equals("en") ? "en-GB" : "fr-FR")
                        .setTimezoneId("Europe/Paris")
                        .setViewportSize(width, height)
                        .setJavaScriptEnabled(scripts)),
                axe,
                scripts);
        visitors.add(visitor);
        return visitor;
    }
}
