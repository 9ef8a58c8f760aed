import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A voice client that knows the source documents' contract and one header more, the player's token.
 *
 *   java SourceVoiceClient.java URL API_KEY TOKEN listen
 *   java SourceVoiceClient.java URL API_KEY TOKEN say FILE.pcm
 *
 * It prints what it hears, one line each, and ends when its standard input does.
 */
void main(String[] arguments) throws IOException {
    if (arguments.length < 4) {
        System.err.println("usage: java SourceVoiceClient.java URL API_KEY TOKEN listen | say FILE.pcm");
        System.exit(2);
    }
    var closed = new CompletableFuture<String>();
    WebSocket socket;
    try {
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("x-api-key", arguments[1])
                .header("Authorization", "Bearer " + arguments[2])
                .buildAsync(URI.create(arguments[0]), new Ear(closed))
                .join();
    } catch (CompletionException e) {
        if (e.getCause() instanceof WebSocketHandshakeException refused) {
            System.out.println("refused " + refused.getResponse().statusCode());
            System.exit(1);
        }
        throw e;
    }
    System.out.println("connected");
    if (arguments[3].equals("say")) {
        var audio = Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(arguments[4])));
        socket.sendText("{\"action\":\"sendaudio\",\"data\":\"" + audio + "\",\"author\":\"me\"}", true)
                .join();
        System.out.println("sent");
    }
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    System.out.println("closed");
}

/** Prints whole messages. */
record Ear(CompletableFuture<String> closed, StringBuilder text) implements WebSocket.Listener {
    Ear(CompletableFuture<String> closed) {
        this(closed, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
        text.append(part);
        if (last) {
            System.out.println("heard " + text);
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
        System.out.println("closed by server " + code);
        closed.complete(reason);
        return null;
    }
}
