using System.Globalization;
using Grpc.Core;

namespace Orchestrator.Coordinator.Endpoints.Rpc;

/// <summary>Page sizes and page tokens as requests have them.</summary>
internal static class PageTokens
{
    private const int DigitsOfId = 12;

    /// <summary>The size that a request asks for; 0 is the usual one.</summary>
    /// <exception cref="RpcException">It is negative or too large.</exception>
    public static int Size(int asked, int usual, int largest) => asked switch
    {
        0 => usual,
        _ when asked > 0 && asked <= largest => asked,
        _ => throw RpcFailures.BadField(
            "page_size", $"page_size: {asked} is not allowed; it is 1 to {largest}, or 0 for {usual}"),
    };

    /// <summary>The sweep after which a page of sweeps begins; null for the first page.</summary>
    /// <exception cref="RpcException">The token is none.</exception>
    public static string? Sweep(string token) => token.Length switch
    {
        0 => null,
        DigitsOfId when token.All(char.IsAsciiHexDigitLower) => token,
        _ => throw Unknown(token),
    };

    /// <summary>The index at which a page of trials begins.</summary>
    /// <exception cref="RpcException">The token is none.</exception>
    public static long Trial(string token, long count)
    {
        if (token.Length == 0)
            return 0;
        return long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first < count
            ? first
            : throw Unknown(token);
    }

    /// <summary>The token of the page that begins at trial <paramref name="first"/>.</summary>
    public static string Of(long first) => first.ToString(CultureInfo.InvariantCulture);

    /// <summary>The refusal of a token.</summary>
    public static RpcException Unknown(string token) => RpcFailures.BadField("page_token",
        $"page_token: '{RpcFailures.Short(token, 40)}' is not allowed; it is empty, or the next_page_token of the "
        + "reply before");
}
