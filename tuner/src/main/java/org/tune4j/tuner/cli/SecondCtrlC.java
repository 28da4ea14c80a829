package org.tune4j.tuner.cli;

import java.lang.reflect.Proxy;

/** What Ctrl-C does once the JVM is going down, when it would do nothing. */
final class SecondCtrlC {
  private SecondCtrlC() {}

  /**
   * From now on Ctrl-C halts the JVM with {@link ExitCode#INTERRUPTED}. Java has signals only in
   * its module jdk.unsupported, at which the compiler warns whenever it is named; hence by
   * reflection.
   *
   * @return whether that is possible here
   */
  static boolean endsTheProcess() {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halting =
          Proxy.newProxyInstance(
              SecondCtrlC.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, args) -> {
                Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance("INT"), halting);
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false;
    }
  }
}
