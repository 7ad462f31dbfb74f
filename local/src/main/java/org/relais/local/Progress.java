package org.relais.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a platform tells while it starts and runs. */
public interface Progress {

    Progress SILENT = new Progress() {
        @Override
        public void begins(String name) {}

        @Override
        public void ready(String name, Duration took) {}

        @Override
        public void ended(String name, String exitCode, boolean startedAgain) {}

        @Override
        public void failed(String name, Path log) {}

        @Override
        public void orphansEnded(List<String> names) {}
    };

    /** A step begins that takes minutes. */
    void begins(String name);

    /** A part, or a step that the platform has to take, is done. */
    void ready(String name, Duration took);

    /**
     * A part ended although nobody asked it to.
     *
     * @param exitCode empty where it isn't known
     * @param startedAgain whether it is started again after a while
     */
    void ended(String name, String exitCode, boolean startedAgain);

    /** A part that had ended was started again, and didn't become healthy. */
    void failed(String name, Path log);

    /** What an earlier launcher left behind has been ended. */
    void orphansEnded(List<String> names);
}
