package org.relais.intake.sensor;

import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.relais.intake.territory.Languages;
import org.relais.intake.territory.Territory;

/** What a request about a sensor says, in the territory's first language. */
final class SensorWords {

    private static final int MOST_FRACTION_DIGITS = 3;

    private final String language;
    private final Locale locale;
    private final ZoneId zone;
    private final ResourceBundle texts;

    private SensorWords(String language, ZoneId zone) {
        this.language = language;
        this.locale = Locale.of(language);
        this.zone = zone;
        this.texts = ResourceBundle.getBundle(
                "messages.sensor",
                language.equals("en") ? Locale.ENGLISH : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_DEFAULT));
    }

    static SensorWords of(Territory territory) {
        String language = territory.languages().stream()
                .filter(Languages.OWN::contains)
                .findFirst()
                .orElse(Languages.DEFAULT);
        return new SensorWords(language, ZoneId.of(territory.timeZone()));
    }

    String language() {
        return language;
    }

    String opening(Concern concern, RegisteredSensor sensor, Watch watch, @Nullable Reading reading) {
        return switch (concern) {
            case ALARM -> say("alarm", sensor.label(), date(watch.since())) + measured(sensor, reading);
            case SILENCE ->
                watch.state() == SensorState.UNHEARD
                        ? say("never_heard", sensor.label(), date(watch.heardAt()))
                        : say("silent", sensor.label(), date(watch.heardAt()));
        };
    }

    String detail(Step.News news, RegisteredSensor sensor, Watch watch, int untold, @Nullable Reading reading) {
        return switch (news) {
            case ALARM_GOES_ON -> say("goes_on", sensor.label(), untold) + measured(sensor, reading);
            case ALARM_AGAIN -> say("again", sensor.label(), date(watch.since())) + measured(sensor, reading);
            case WELL_AGAIN -> say("well_again", sensor.label(), date(watch.since()));
            case SILENT -> say("silent", sensor.label(), date(watch.heardAt()));
            case HEARD_AGAIN -> say("heard_again", sensor.label(), date(watch.heardAt()));
        };
    }

    private String measured(RegisteredSensor sensor, @Nullable Reading reading) {
        if (reading == null) {
            return "";
        }
        NumberFormat number = NumberFormat.getNumberInstance(locale);
        number.setMaximumFractionDigits(MOST_FRACTION_DIGITS);
        String unit = reading.unit() == null ? sensor.unit() : reading.unit();
        return " " + say("measured", number.format(reading.value()) + (unit == null ? "" : " " + unit));
    }

    private String date(Instant instant) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                .withLocale(locale)
                .withZone(zone)
                .format(instant);
    }

    private String say(String key, Object... values) {
        return new MessageFormat(texts.getString("sensor." + key), locale).format(values);
    }
}
