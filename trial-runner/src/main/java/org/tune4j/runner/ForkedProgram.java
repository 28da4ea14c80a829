package org.tune4j.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.tune4j.space.Config;
import org.tune4j.trial.Placement;
import org.tune4j.yaml.InvalidInputException;

/**
 * The other side of {@link ForkedTrainable}: the Java program that a trial runs in. It makes the
 * calls that it is told to make, all in its main thread, and halts when nobody tells it any more.
 *
 * <p>A call is one line of JSON, and so is its answer. They go over a socket of the loopback
 * interface that is connected once, and that only who knows the secret can connect; so standard
 * output and error belong to the trainable.
 */
final class ForkedProgram {
  static final String ADDRESS = "TUNE_FORK";

  private final OutputStream out;
  private final BlockingQueue<Map<String, @Nullable Object>> calls = new LinkedBlockingQueue<>();
  private final Thread main = Thread.currentThread();
  private @Nullable Trainable trainable;

  private ForkedProgram(OutputStream out) {
    this.out = out;
  }

  /** To be started by a member only, which says where in a variable. */
  public static void main(String[] arguments) throws Exception {
    String[] address = System.getenv().getOrDefault(ADDRESS, "").split(":", -1);
    if (address.length != 2) {
      throw new IllegalStateException("this program is started by members, for their trials");
    }
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(address[0]));
    socket.setTcpNoDelay(true);
    ForkedProgram program = new ForkedProgram(socket.getOutputStream());
    program.send(address[1]);
    Thread.ofPlatform().daemon().name("tune-calls").start(() -> program.listen(socket));
    program.serve();
    System.exit(0); // whatever threads the trainable left
  }

  private void listen(Socket socket) {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        Map<String, @Nullable Object> call = StepJson.read(bytes, bytes.length);
        if (call == null || "interrupt".equals(call.get("call"))) {
          main.interrupt();
        } else {
          calls.add(call);
        }
      }
    } catch (IOException e) {
      // as good as its end
    }
    Runtime.getRuntime().halt(1); // the member is gone: nobody waits for what this would do
  }

  private void serve() throws IOException {
    boolean open = true;
    while (open) {
      Map<String, @Nullable Object> call;
      try {
        call = calls.take();
      } catch (InterruptedException e) { // meant for a call that is over
        continue;
      }
      String name = String.valueOf(call.get("call"));
      send(answer(name, call));
      Thread.interrupted();
      open = !name.equals("close");
    }
  }

  private String answer(String name, Map<String, @Nullable Object> call) {
    try {
      return StepJson.write(make(name, call));
    } catch (Throwable t) {
      String text = FailureText.of(trainable == null ? "create" : name, t);
      if (trainable == null && t instanceof InvalidInputException) {
        text +=
            "\n  Maybe the program registered it itself: in a process of its own there is only what"
                + " the class path has, such as what a TrainableProvider brings.";
      }
      return StepJson.write(Map.of("failed", text));
    }
  }

  private Map<String, ? extends @Nullable Object> make(
      String name, Map<String, @Nullable Object> call) throws Exception {
    if (name.equals("setup")) {
      trainable = TrainableRegistry.load().resolve(String.valueOf(call.get("trainable"))).create();
    }
    Trainable made = Objects.requireNonNull(trainable, "setup comes first");
    switch (name) {
      case "setup" -> made.setup(context(call));
      case "restore" -> made.restore(Path.of(String.valueOf(call.get("folder"))));
      case "save" -> made.save(Path.of(String.valueOf(call.get("folder"))));
      case "close" -> made.close();
      default -> {
        return step(made.step());
      }
    }
    return Map.of("ok", true);
  }

  private static Map<String, ? extends @Nullable Object> step(
      @Nullable Map<String, ? extends @Nullable Object> values) {
    if (values == FunctionTrainable.OVER) {
      return Map.of("over", true);
    }
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("step", values);
    return answer;
  }

  private static TrialContext context(Map<String, @Nullable Object> call) {
    return new TrialContext(
        String.valueOf(call.get("trial")),
        number(call, "attempt").intValue(),
        Config.parse(String.valueOf(call.get("config"))),
        number(call, "seed").longValue(),
        StepJson.record(call.get("placement"), Placement.class),
        Path.of(String.valueOf(call.get("folder"))));
  }

  private static Number number(Map<String, @Nullable Object> call, String name) {
    return (Number) Objects.requireNonNull(call.get(name), name);
  }

  private void send(String line) throws IOException {
    out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
