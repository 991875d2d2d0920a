package io.ordersaga.local;

import java.io.IOException;

/** Signals to processes of this machine, beyond those that Java itself can send. */
public final class Signals {

    private Signals() {}

    /** @param name without SIG, as {@code kill} takes it */
    public static void send(String name, long pid) {
        try {
            int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (status != 0) {
                throw new LocalStackException("Process " + pid + " did not take the signal " + name + ".");
            }
        } catch (IOException e) {
            throw new LocalStackException("The signal " + name + " could not be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
