using System.Diagnostics;
using System.Globalization;

namespace Orchestrator.Benchmarks.Orchestration;

/// <summary>The same with other programs, on this machine: Debian's dask.distributed and Optuna.</summary>
internal static class RivalPrograms
{
    private static readonly (string Name, string Script, int Tasks)[] All =
    [
        ("dask.distributed", "dask_noop.py", 3000),
        ("Optuna on SQLite", "optuna_noop.py", 300),
    ];

    /// <summary>What each came to: a name and tasks a second. Says how to install what is missing.</summary>
    public static async Task<IReadOnlyList<(string Rival, double Rate)>> RunAsync()
    {
        var rates = new List<(string, double)>();
        foreach (var (name, script, tasks) in All)
        {
            var lines = await LinesAsync(script, tasks);
            if (lines.Count == 0)
                Console.WriteLine($"{name} is missing: apt-get install python3-distributed python3-optuna");
            rates.AddRange(lines.Select(line => line.Split(' ')).Select(words =>
                ($"{name}, {words[0]}: tasks a second", double.Parse(words[1], CultureInfo.InvariantCulture))));
        }

        return rates;
    }

    private static async Task<List<string>> LinesAsync(string script, int tasks)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Rivals", script);
        try
        {
            using var python = Process.Start(new ProcessStartInfo("/usr/bin/python3", [path, $"{tasks}"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var said = python.StandardError.ReadToEndAsync();
            var output = await python.StandardOutput.ReadToEndAsync();
            await python.WaitForExitAsync();
            if (python.ExitCode != 0)
                Console.WriteLine((await said).TrimEnd().Split('\n')[^1]);
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries)];
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            Console.WriteLine(missing.Message);
            return [];
        }
    }
}
