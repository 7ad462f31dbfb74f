package org.relais.intake.sensor;

/** Something to do about a sensor. */
sealed interface Step {

    Concern concern();

    /** Open a request. */
    record Open(Concern concern) implements Step {}

    /** Add a detail to the request that is open. */
    record Tell(Concern concern, News news) implements Step {}

    /** What a detail says. */
    enum News {
        ALARM_GOES_ON,
        ALARM_AGAIN,
        WELL_AGAIN,
        SILENT,
        HEARD_AGAIN
    }
}
