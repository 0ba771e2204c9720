using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using Grpc.Core;

namespace Orchestrator.Conformance.Tests.Grpc.Server;

/// <summary>What came back, byte for byte.</summary>
internal sealed class RawReply(HttpResponseMessage response, byte[] body)
{
    public HttpStatusCode Http { get; } = response.StatusCode;

    public string? ContentType { get; } = response.Content.Headers.ContentType?.ToString();

    public byte[] Body { get; } = body;

    /// <summary>The status in the trailers, or in the headers of a response without a body.</summary>
    public StatusCode? Status { get; } = Find(response, "grpc-status") is { } text
        ? (StatusCode)int.Parse(text, CultureInfo.InvariantCulture)
        : null;

    public string? Message { get; } = Find(response, "grpc-message");

    public string? Header(string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values) : null;

    /// <summary>The body's frames.</summary>
    public List<(byte Flags, byte[] Message)> Frames()
    {
        var frames = new List<(byte, byte[])>();
        for (var at = 0; at < Body.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(Body.AsSpan(at + 1));
            frames.Add((Body[at], Body.AsSpan(at + 5, length).ToArray()));
            at += 5 + length;
        }

        return frames;
    }

    private static string? Find(HttpResponseMessage response, string name)
    {
        if (response.TrailingHeaders.TryGetValues(name, out var trailers))
            return trailers.Single();
        return response.Headers.TryGetValues(name, out var headers) ? headers.Single() : null;
    }
}
