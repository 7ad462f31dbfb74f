package org.relais.local;

/**
 * One process of an application.
 *
 * @param number from 1; the first one listens where the documentation says
 */
record ServiceInstance(Part part, int number, int port, int healthPort) {

    String name() {
        return number == 1 ? part.id() : part.id() + "-" + number;
    }

    String url() {
        return "http://localhost:" + port;
    }

    String health() {
        return "http://localhost:" + healthPort + "/actuator/health";
    }
}
