using System.Net;

namespace Orchestrator.EndToEnd.Tests;

/// <summary>Plain requests to the processes under test.</summary>
internal static class Http
{
    /// <summary>What is answered to a request: status and text.</summary>
    public static async Task<(HttpStatusCode Status, string Text)> GetAsync(Uri address, string path)
    {
        using var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
