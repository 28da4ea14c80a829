package org.tune4j.rl.callback;

/** A callback failed, and its trial with it. */
public final class CallbackException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CallbackException(Object callback, String method, RuntimeException cause) {
    super(
        "callbacks: " + callback.getClass().getName() + ": " + method + " failed: " + cause, cause);
  }
}
