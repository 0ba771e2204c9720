using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Benchmarks.Classifiers;

/// <summary>A Python process that fits scikit-learn's models on one thread and says how long each took.</summary>
internal sealed class ScikitLearn : IDisposable
{
    private const string Program = """
        import sys, time, warnings
        warnings.filterwarnings('ignore')
        import numpy as np
        from sklearn.linear_model import LogisticRegression
        from sklearn.svm import SVC
        from sklearn.ensemble import RandomForestClassifier
        from sklearn.tree import DecisionTreeClassifier
        from sklearn.neighbors import KNeighborsClassifier
        from sklearn.naive_bayes import GaussianNB
        make = {'logreg': lambda s: LogisticRegression(solver='liblinear'), 'svc': lambda s: SVC(),
                'random-forest': lambda s: RandomForestClassifier(random_state=s),
                'decision-tree': lambda s: DecisionTreeClassifier(random_state=s),
                'knn': lambda s: KNeighborsClassifier(3), 'gaussian-nb': lambda s: GaussianNB()}
        print('ready', flush=True)
        for line in sys.stdin:
            word = line.split()
            if word[0] == 'load':
                n, m, d = map(int, word[2:])
                all = np.fromfile(word[1]).reshape(n + m, d + 1)
                X, y, T = all[:n, :d].copy(), all[:n, d].astype(int), all[n:, :d].copy()
                print('loaded', flush=True)
            else:
                t = time.thread_time()
                make[word[0]](int(word[1])).fit(X, y).predict(T)
                print((time.thread_time() - t) * 1000, flush=True)
        """;

    private readonly Process _process;

    private ScikitLearn(Process process)
    {
        _process = process;
    }

    /// <summary>Starts the first Python that has scikit-learn; null where there is none.</summary>
    public static ScikitLearn? Start()
    {
        foreach (var python in new[] { "/usr/bin/python3", "python3" })
        {
            var start = new ProcessStartInfo(python)
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                ArgumentList = { "-c", Program },
            };
            foreach (var name in new[] { "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS" })
                start.Environment[name] = "1";
            try
            {
                var process = Process.Start(start)!;
                if (process.StandardOutput.ReadLine() == "ready")
                    return new ScikitLearn(process);
                process.Dispose();
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // No such program: the next one is tried.
            }
        }

        return null;
    }

    /// <summary>Hands the tables over.</summary>
    public void Load(PassengerTable table)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.Create(path))
            {
                Write(file, table.Train, table.TrainLabels);
                Write(file, table.Test, table.TestLabels);
            }

            Ask($"load {path} {table.Train.Rows} {table.Test.Rows} {table.Train.Columns}");
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The CPU milliseconds of one fit and prediction.</summary>
    public double Measure(string model, int seed) => double.Parse(Ask($"{model} {seed}"), CultureInfo.InvariantCulture);

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static void Write(FileStream file, Matrix features, int[] labels)
    {
        for (var i = 0; i < features.Rows; i++)
        {
            file.Write(MemoryMarshal.AsBytes(features.Row(i)));
            file.Write(BitConverter.GetBytes((double)labels[i]));
        }
    }

    private string Ask(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Python process ended.");
    }
}
